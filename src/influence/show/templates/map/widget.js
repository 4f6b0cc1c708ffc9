// The widget in the notebook: the page in a frame of its own, whose policy and sandbox hold here as anywhere.
export default {
  render({ model, el }) {
    const frame = document.createElement("iframe");
    frame.title = model.get("_title");
    frame.setAttribute("sandbox", "allow-scripts allow-downloads");
    Object.assign(frame.style, { width: "100%", height: `${model.get("_height")}px`, border: "1px solid #d5dae1" });
    const choose = () => frame.contentWindow && frame.contentWindow.postMessage({ influence: "choose", person: model.get("selected") }, "*");
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow || !data || data.influence !== "chosen") return;
      model.set("selected", data.person);
      model.save_changes();
    };
    window.addEventListener("message", hear);
    frame.addEventListener("load", choose);
    model.on("change:selected", choose);
    frame.srcdoc = model.get("_page");
    el.append(frame);
    return () => {
      window.removeEventListener("message", hear);
      model.off("change:selected", choose);
    };
  },
};
