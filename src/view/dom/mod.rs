//! Nodes, behind one interface: in the browser they are Leptos' views, and for the author tool, which writes the first
//! question into pages ahead of the wasm, they are data. So the markup of both is the same by construction.

#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(not(target_arch = "wasm32"))]
mod written;

#[cfg(target_arch = "wasm32")]
pub use live::*;
#[cfg(not(target_arch = "wasm32"))]
pub use written::*;
