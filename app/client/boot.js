// Brings the islands of a page to life, once the browser has nothing better to do.
// A file of its own rather than a script in the page: so pages need no nonce and can be cached.

async function boot(islands) {
  const client = await import("./client.js");
  await client.default({ module_or_path: new URL("./client_bg.wasm", import.meta.url) });
  client.hydrate();
  for (const island of islands) {
    const hydrate = client[island.dataset.component];
    if (hydrate) hydrate(island);
    else console.warn(`No island is called ${island.dataset.component}: server and client are of different builds.`);
  }
}

const islands = document.querySelectorAll("leptos-island");
if (islands.length > 0) {
  const idle = window.requestIdleCallback ?? ((start) => setTimeout(start, 1));
  idle(() => boot(islands), { timeout: 2000 });
}
