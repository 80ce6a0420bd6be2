// Starts the debug server on its own data folder, with the demonstration data.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const DIST = join(ROOT, "dist");
const BINARY = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "jawab");
/** The accounts of the demonstration, in the order in which the server prints their links. */
export const ROLES = ["administrator", "representatives", "councillors", "secretariat", "equipment"];
const LINK = /http:\S+\/(\w+)\/staff\/links\/\S+(?=\n)/g;
const LANGUAGES = 2;
// A debug build takes a while to index the demonstration.
const PATIENCE = 180_000;

/** Starts it; `links` maps accounts (such as `councillors-ar`) to sign-in links, `stop` ends the server and removes its data. */
export async function startServer() {
  for (const [path, remedy] of [[BINARY, "cargo build --workspace --bin jawab"], [join(DIST, "client.js"), "make client"]]) {
    if (!existsSync(path)) throw new Error(`${path} is missing: ${remedy}`);
  }
  const data = await mkdtemp(join(tmpdir(), "jawab-browser-"));
  // A host name: browsers create no passkeys for IP addresses.
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const server = spawn(BINARY, ["serve", "--demo", "--data-dir", data, "--listen", `127.0.0.1:${port}`, "--public-url", base], {
    cwd: ROOT,
    env: { ...foreign(process.env), JAWAB_ASSETS_DIR: DIST, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      const harder = setTimeout(() => server.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(harder);
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    const printed = await greeting(server);
    return { base, links: links(printed.replaceAll(`http://127.0.0.1:${port}`, base)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A free port. */
function freePort() {
  return new Promise((resolve, reject) => {
    const taker = createServer().once("error", reject);
    taker.listen(0, "127.0.0.1", () => {
      const { port } = taker.address();
      taker.close(() => resolve(port));
    });
  });
}

/** The environment without settings of another server. */
const foreign = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("JAWAB_")));

/** `councillors-ar` → URL: a link can be used once, in either language. */
function links(printed) {
  const found = [...printed.matchAll(LINK)].map(([url, language], n) => [`${ROLES[n % ROLES.length]}-${language}`, url]);
  return Object.fromEntries(found);
}

/** The server's output until it answers: its addresses, then the links of the demonstration. */
function greeting(server) {
  return new Promise((resolve, reject) => {
    let printed = "";
    let greeted = false;
    const fail = (why) => reject(new Error(`the server ${why}:\n${printed}`));
    const patience = setTimeout(() => fail(`was not ready in ${PATIENCE / 1000} s`), PATIENCE);
    const read = (chunk) => {
      if (greeted) return;
      printed += chunk;
      greeted = [...printed.matchAll(LINK)].length === ROLES.length * LANGUAGES;
      if (!greeted) return;
      clearTimeout(patience);
      resolve(printed);
    };
    server.stdout.setEncoding("utf8").on("data", read);
    server.stderr.setEncoding("utf8").on("data", read);
    server.once("error", reject);
    server.once("exit", (code, signal) => fail(`ended (${signal ?? code})`));
  });
}
