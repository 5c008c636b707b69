type Palette = {
  ground: string;
  ink: string;
  soft: string;
  line: string;
  inset: string;
  accent: string;
  button: string;
  onButton: string;
  tones: { good: string; warning: string; attention: string };
  words: { good: string; warning: string; attention: string };
};

/** Teams' three themes, as far as a card sees them. */
const palettes = {
  light: {
    ground: '#ffffff',
    ink: '#242424',
    soft: '#616161',
    line: '#d1d1d1',
    inset: '#f5f5f5',
    accent: '#5b5fc7',
    button: '#5b5fc7',
    onButton: '#ffffff',
    tones: { good: '#e7f2da', warning: '#fbf6d9', attention: '#fcf4f6' },
    words: { good: '#0e700e', warning: '#835b00', attention: '#b10e1c' },
  },
  dark: {
    ground: '#292929',
    ink: '#ffffff',
    soft: '#adadad',
    line: '#666666',
    inset: '#1f1f1f',
    accent: '#9ea2ff',
    button: '#5b5fc7',
    onButton: '#ffffff',
    tones: { good: '#0d2e0d', warning: '#463100', attention: '#3e1f25' },
    words: { good: '#7bc47f', warning: '#fce100', attention: '#ff9ca5' },
  },
  contrast: {
    ground: '#000000',
    ink: '#ffffff',
    soft: '#ffffff',
    line: '#ffffff',
    inset: '#000000',
    accent: '#ffff01',
    button: '#ffff01',
    onButton: '#000000',
    tones: { good: '#000000', warning: '#000000', attention: '#000000' },
    words: { good: '#3ff23f', warning: '#ffff01', attention: '#ffff01' },
  },
} as const satisfies Record<string, Palette>;

export type Theme = keyof typeof palettes;
export const themes = Object.keys(palettes) as readonly Theme[];

/** The settings Teams draws cards with, in the renderer's own words. */
export const hostConfigOf = (theme: Theme): object => {
  const { ground, ink, soft, line, inset, accent, tones, words } = palettes[theme];
  const colour = (one: string, subtle = one) => ({ default: one, subtle });
  const foregroundColors = {
    default: colour(ink, soft),
    dark: colour(ink, soft),
    light: colour(soft),
    accent: colour(accent),
    good: colour(words.good),
    warning: colour(words.warning),
    attention: colour(words.attention),
  };
  const surface = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: '"Segoe UI", "Noto Sans CJK JP", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { none: 0, small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    containerStyles: {
      default: surface(ground),
      emphasis: surface(inset),
      good: surface(tones.good),
      warning: surface(tones.warning),
      attention: surface(tones.attention),
      accent: surface(inset),
    },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    factSet: {
      title: { weight: 'Bolder', wrap: true, maxWidth: 150 },
      value: { wrap: true },
      spacing: 16,
    },
    inputs: { errorMessage: { color: 'Attention' } },
  };
};

/** The chat around the cards: a phone's width each, buttons and boxes as Teams colours them. */
export const chatPage = (theme: Theme): string => {
  const { ground, ink, line, inset, button, onButton } = palettes[theme];
  return `<!doctype html><html lang="ja"><title>${theme}</title><style>
    body { margin: 0; padding: 8px; background: ${inset}; color: ${ink}; display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start }
    .at { width: 344px; box-sizing: border-box; border: 1px solid ${line}; border-radius: 4px; overflow-x: auto; background: ${ground} }
    button { font: inherit; font-size: 14px; min-height: 32px; padding: 4px 12px; border: 1px solid ${line}; border-radius: 4px; background: ${ground}; color: ${ink}; white-space: normal }
    button.style-positive { background: ${button}; color: ${onButton} }
    .ac-actionSet { flex-wrap: wrap; row-gap: 8px }
    input, textarea, select { font: inherit; background: ${inset}; color: ${ink}; border: 1px solid ${line}; box-sizing: border-box; padding: 6px }
    input:not([type=radio]):not([type=checkbox]), textarea, select { width: 100% }
    ::placeholder { color: inherit; opacity: .8 }
    p { margin: 0 } p + p { margin-top: 4px }
  </style><body></body></html>`;
};
