const colour = (/** @type {string} */ name, subtle = name) => ({
  default: `var(--${name})`,
  subtle: `var(--${subtle})`,
});

const foregroundColors = {
  default: colour('ink', 'soft'),
  dark: colour('ink', 'soft'),
  light: colour('soft'),
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('attention'),
  attention: colour('stop'),
};

const surface = (/** @type {string} */ backgroundColor) => ({ backgroundColor, foregroundColors });

/** How the renderer draws: its colours are the page's, so that dark mode and high contrast follow. */
export const hostConfig = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 14, default: 16, medium: 18, large: 20, extraLarge: 24 },
  lineHeights: { small: 22, default: 26, medium: 28, large: 30, extraLarge: 34 },
  fontWeights: { lighter: 400, default: 400, bolder: 700 },
  spacing: { none: 0, small: 4, default: 10, medium: 16, large: 22, extraLarge: 28, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  textBlock: { headingLevel: 3 },
  containerStyles: {
    default: surface('transparent'),
    emphasis: surface('var(--inset)'),
    good: surface('transparent'),
    warning: surface('transparent'),
    attention: surface('transparent'),
    // The bars of progress.
    accent: surface('var(--accent)'),
  },
  factSet: {
    title: { color: 'Default', size: 'Default', isSubtle: true, weight: 'Default', wrap: true, maxWidth: 140 },
    value: { color: 'Default', size: 'Default', isSubtle: false, weight: 'Default', wrap: true },
    spacing: 16,
  },
  actions: {
    maxActions: 12,
    spacing: 'Default',
    buttonSpacing: 0,
    showCard: { actionMode: 'Inline', inlineTopMargin: 8 },
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
  },
  inputs: {
    label: {
      inputSpacing: 'Small',
      requiredInputs: { weight: 'Bolder', suffix: '' },
      optionalInputs: { weight: 'Bolder' },
    },
    errorMessage: { color: 'Attention' },
  },
};
