// The widget in React 19: a tag like any other. What happens in it arrives as events, heard through a ref.

import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

/** A section's id as words: `shared-credentials`. */
const words = (id) => id[0].toUpperCase() + id.slice(1).replaceAll("-", " ");

function Help() {
  const widget = useRef(null);
  const [remedy, setRemedy] = useState(null);
  const [isSolved, setSolved] = useState(false);

  useEffect(() => {
    const gone = new AbortController();
    const on = (name, act) => {
      widget.current.addEventListener(`login-help-${name}`, ({ detail }) => act(detail), { signal: gone.signal });
    };
    on("remedy", (detail) => {
      setRemedy(detail.remedy);
      setSolved(false);
    });
    on("question", () => setRemedy(null));
    on("handoff", () => setRemedy(null));
    on("resolved", () => setSolved(true));
    return () => gone.abort();
  }, []);

  return (
    <div className="columns">
      <login-help ref={widget}>
        <a href="../index.html">Read what to do when you can’t log in</a>
      </login-help>
      <Case remedy={remedy} isSolved={isSolved} restart={() => widget.current.restart()} />
    </div>
  );
}

/** What the page around the widget makes of it. */
function Case({ remedy, isSolved, restart }) {
  return (
    <aside aria-labelledby="case">
      <h2 id="case">Your case</h2>
      {remedy ? (
        <>
          <p className="state">{isSolved ? "Solved by" : "This should help"}</p>
          <p className="remedy">
            <a href={`../index.html#${remedy}`}>{words(remedy)}</a>
          </p>
          <button type="button" onClick={restart}>Start again</button>
        </>
      ) : (
        <p className="state">Once you have answered, what helps is kept here.</p>
      )}
    </aside>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Help />
  </StrictMode>,
);
