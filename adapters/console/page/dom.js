/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export const byId = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
};

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const jst = (/** @type {Intl.DateTimeFormatOptions} */ options) =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', ...options });
const clock = jst({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const calendar = jst({ year: 'numeric', month: 'long', day: 'numeric' });
const weekday = jst({ weekday: 'short' });

/** 「2026年11月22日(日) 15:04」 */
export const longTime = (/** @type {string} */ iso) => {
  const at = new Date(iso);
  return `${calendar.format(at)}(${weekday.format(at)}) ${clock.format(at)}`;
};

/** Today's things by the clock alone, older ones with their date. */
export const shortTime = (/** @type {string} */ iso) => {
  const at = new Date(iso);
  return calendar.format(at) === calendar.format(new Date()) ? clock.format(at) : longTime(iso);
};

/** Said to a screen reader when it has finished what it is saying. */
export const announce = (/** @type {string} */ sentence) => {
  const live = byId('live');
  live.textContent = '';
  // The same words twice are a change only when the text was away in between.
  requestAnimationFrame(() => {
    live.textContent = sentence;
  });
};
