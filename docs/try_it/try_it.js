// Loads Python and the packages that files.json names, then shows what lost_deal.py answers.
const state = document.getElementById("state");

async function run() {
  const files = await (await fetch("files.json")).json();
  const { loadPyodide } = await import(new URL("pyodide.mjs", new URL(files.pyodide, document.baseURI)));
  const python = await loadPyodide();
  state.textContent = "Loading the packages…";
  const wheels = files.wheels.map((name) => new URL(`wheels/${name}`, document.baseURI).href);
  await python.loadPackage([...files.packages, ...wheels], { checkIntegrity: true });
  const version = python.runPython("import influence; influence.__version__");
  state.textContent = `influence ${version} is loaded. Scoring…`;
  python.FS.writeFile("lost_deal.py", await (await fetch("lost_deal.py")).text());
  const answers = python.runPython("import lost_deal; lost_deal.answers()").toJs({ dict_converter: Object.fromEntries });
  document.getElementById("scores").innerHTML = answers.scores;
  document.getElementById("map").srcdoc = answers.map;
  state.textContent = `Scored and drawn by influence ${version}.`;
}

run().catch((error) => { state.textContent = `This did not work: ${error.message}`; });
