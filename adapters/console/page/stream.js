/**
 * Everything that stands in one person's chat, then every change. The browser reconnects by itself and then
 * gets everything again; it only gives up for good when the answer was no stream, so that is tried again here.
 * @param {string} person
 * @param {{ everything: (all: any) => void, message: (message: any) => void, home: (card: any) => void,
 *   connected: (yes: boolean) => void }} on
 * @returns {() => void} ends it
 */
export const openStream = (person, on) => {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;
  const read = (/** @type {(data: any) => void} */ take) => (/** @type {MessageEvent} */ event) =>
    take(JSON.parse(event.data));
  const connect = () => {
    source = new EventSource(`/console/stream?person=${encodeURIComponent(person)}`);
    source.addEventListener('open', () => on.connected(true));
    source.addEventListener('everything', read(on.everything));
    source.addEventListener('message', read(on.message));
    source.addEventListener('home', read(on.home));
    source.addEventListener('error', () => {
      on.connected(false);
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(connect, 1500);
    });
  };
  connect();
  return () => {
    clearTimeout(again);
    source?.close();
  };
};
