"""Build the page that runs the library in a browser: `python docs/try_it/build.py FOLDER`, then serve the folder.

Compiled packages come with Pyodide, from its public server or from a folder of its full distribution (`--pyodide`);
what is plain Python comes as wheels beside the page.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYODIDE = "https://cdn.jsdelivr.net/pyodide/v314.0.7/full/"
# Compiled for browsers, so only Pyodide has them.
PACKAGES = ("markupsafe", "numpy", "pandas", "scipy")
# Plain Python: what influence needs beside them, and what pyvis needs. Pyodide's own networkx asks for matplotlib.
WHEELS = ("defusedxml", "jinja2", "jsonpickle", "networkx", "pyvis")
PAGE = ("index.html", "try_it.css", "try_it.js", "lost_deal.py")


def build(folder: Path, pyodide: str) -> None:
    """Write the page, its wheels and what names them."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(wheels))
    subprocess.run([*pip, *WHEELS, str(ROOT)], check=True)
    for name in PAGE:
        shutil.copy(HERE / name, folder / name)
    if Path(pyodide).is_dir():
        shutil.copytree(pyodide, folder / "pyodide", dirs_exist_ok=True)
        pyodide = "pyodide/"
    files = {"pyodide": pyodide, "packages": PACKAGES, "wheels": sorted(path.name for path in wheels.glob("*.whl"))}
    (folder / "files.json").write_text(json.dumps(files, indent=2), encoding="utf-8")


def main() -> None:
    """Read the options and build."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="where the page is to stand")
    options.add_argument("--pyodide", default=PYODIDE, help="a folder or an address of Pyodide's full distribution")
    told = options.parse_args()
    build(told.folder, told.pyodide)
    print(told.folder / "index.html")


if __name__ == "__main__":
    main()
