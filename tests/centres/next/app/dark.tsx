"use client";

export function Dark() {
  return (
    <button id="dark" onClick={() => document.documentElement.classList.toggle("dark")}>
      Dark
    </button>
  );
}
