// Brings the islands of a page to life, once the browser has nothing better to do, and sees to it that staff can go back.
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

// What answers a form is kept by no browser: whoever came back to it would meet an error of the browser's own. Its place in the history
// becomes that of the page of the form, which is got anew. To a page that was got this does nothing. What is shown this once and cannot be got
// again (what somebody typed before their session ended, a secret address) stays what it was: reloaded, its form is sent again.
const own = document.querySelector("link[rel=canonical]");
const sendsForm = document.querySelector("main input[name=once]") && !document.querySelector("main .typed, main [data-once]");
if (own && sendsForm && /^\/[a-z]+\/staff(\/|$)/.test(location.pathname)) {
  const { pathname, search } = new URL(own.href);
  history.replaceState(history.state, "", pathname + search + location.hash);
}

const islands = document.querySelectorAll("leptos-island");
if (islands.length > 0) {
  const idle = window.requestIdleCallback ?? ((start) => setTimeout(start, 1));
  idle(() => boot(islands), { timeout: 2000 });
}
