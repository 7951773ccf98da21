// Keeps the crew's page and what it is made of, so that it opens where there is no network. Nothing else is kept, and nothing of anybody who has signed out.
const pages = "kru-halaman";
const files = "kru-berkas";
const home = "/kru";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => { if (event.data === "simpan") event.waitUntil(fetch(home).then(keep).catch(() => {})); });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === home) event.respondWith(page(request));
  // Their address changes with what is in them.
  else if (address.searchParams.has("v")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

async function page(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(8000) });
    // The gateway's "nobody there" is as good as no network.
    if (answer.status >= 500) throw new Error("nobody answers");
    // With a query it says what was just done, which is no news later.
    if (new URL(request.url).search === "" || answer.type === "opaqueredirect") await keep(answer.clone());
    return answer;
  } catch (fault) {
    // A part that refreshes itself says that the line is gone; whoever opens the page gets it as it was.
    const kept = request.mode === "navigate" ? await caches.match(home, { cacheName: pages }) : null;
    if (kept) return kept;
    throw fault;
  }
}

async function keep(answer) {
  const kept = await caches.open(pages);
  if (answer.redirected || answer.type === "opaqueredirect") {
    // Signed out, here or elsewhere.
    await kept.delete(home);
    return;
  }
  if (!answer.ok) return;
  const html = await answer.text();
  await kept.put(home, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "default-src 'self'" } }));
  const needed = [...new Set(html.match(/\/(?:css|js|lib|img)\/[^"#\s]+\?v=[0-9a-f]+/g) ?? [])];
  const shelf = await caches.open(files);
  for (const old of await shelf.keys()) {
    const { pathname, search } = new URL(old.url);
    if (!needed.includes(pathname + search)) await shelf.delete(old);
  }
  for (const address of needed) {
    if (!(await shelf.match(address))) await shelf.add(address).catch(() => {});
  }
}
