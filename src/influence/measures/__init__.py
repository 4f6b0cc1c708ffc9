"""What several answers share: leverage, votes, access, contacts, evidence, each computed in one place."""
