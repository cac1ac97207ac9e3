import { buttonStates } from '../button-states.ts';
import { widgetStates } from '../states.ts';

/** The two elements, and the states of each by name. */
export const elements: Readonly<Record<'widget' | 'button', Readonly<Record<string, { group: string }>>>> = {
  widget: widgetStates,
  button: buttonStates,
};

export type ElementName = keyof typeof elements;

/** The screens to show a state on, by the label of each; sizes in px. */
const screens = {
  phone: { label: '390', width: 390, height: 844 },
  narrow: { label: '320', width: 320, height: 568 },
  desktop: { label: 'Desktop', width: 1280, height: 800 },
} as const;

/** A switch: its name in the address, and its values with their labels. The first value is the default. */
export type Switch = { name: string; label: string; values: readonly (readonly [value: string, label: string])[] };

const theme: Switch = {
  name: 'theme',
  label: 'Theme',
  values: [
    ['light', 'Light'],
    ['dark', 'Dark'],
  ],
};

const screen: Switch = {
  name: 'screen',
  label: 'Width',
  values: Object.entries(screens).map(([name, { label }]) => [name, label]),
};

/** All of them, in the order in which they are shown. */
export const switches: readonly Switch[] = [
  {
    name: 'lang',
    label: 'Language',
    values: [
      ['en', 'EN'],
      ['es', 'ES'],
      ['pt', 'PT'],
    ],
  },
  theme,
  screen,
  {
    name: 'text',
    label: 'Text size',
    values: [
      ['100', '100 %'],
      ['200', '200 %'],
    ],
  },
];

/** What the gallery shows, which is all in its address: an element, one of its states or all (empty), and the switches. */
export class Selection {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  get element(): ElementName {
    return this.#parameters.get('element') === 'button' ? 'button' : 'widget';
  }

  get state(): string {
    const state = this.#parameters.get('state') ?? '';
    return Object.hasOwn(elements[this.element], state) ? state : '';
  }

  /** The value of a switch. */
  value({ name, values }: Switch): string {
    const given = this.#parameters.get(name);
    return values.find(([value]) => value === given)?.[0] ?? values[0]?.[0] ?? '';
  }

  get theme(): string {
    return this.value(theme);
  }

  get screen(): { width: number; height: number } {
    // The switch has these values and no others.
    const { width, height } = screens[this.value(screen) as keyof typeof screens];
    // A button is not as high as a screen.
    return this.element === 'widget' ? { width, height } : { width, height: 200 };
  }

  /** The address of the same selection with some of it changed. */
  with(changes: Record<string, string>): string {
    return `?${new URLSearchParams({ ...Object.fromEntries(this.#parameters), ...changes })}`;
  }

  /** The address of the page that shows one state of this element alone. */
  page(state: string): string {
    const looks = switches.map((each) => [each.name, this.value(each)]);
    return `${this.element}.html?${new URLSearchParams([['state', state], ...looks])}`;
  }
}
