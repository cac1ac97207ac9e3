import type { HTMLAttributes as SvelteAttributes } from 'svelte/elements';
import type { AraucariaConnectButton } from '../araucaria-connect-button.ts';
import type { TagAttributes, TagListeners } from './tag-types.ts';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'araucaria-connect-button': Omit<SvelteAttributes<AraucariaConnectButton>, keyof TagAttributes> &
      TagAttributes &
      TagListeners<'on'> &
      TagListeners<'on:'>;
  }
}
