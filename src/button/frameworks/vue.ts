import type { ReservedProps } from 'vue';
import type { AraucariaConnectButton } from '../araucaria-connect-button.ts';
import type { Handlers, TagProperties } from './tag-types.ts';

/** `modelValue` is what the checker makes of `v-model`; the compiler makes `value` and `input` of it, as for an `<input>`. */
type Model = { modelValue?: string | null | undefined };

declare module 'vue' {
  // What goes into the element's slots. Vue's own types have no `slot`, and strict templates refuse it.
  interface HTMLAttributes {
    slot?: string | undefined;
  }
  interface SVGAttributes {
    slot?: string | undefined;
  }
  interface GlobalComponents {
    'araucaria-connect-button': new () => AraucariaConnectButton & {
      $props: ReservedProps & Omit<HTMLAttributes, keyof TagProperties> & TagProperties & Handlers & Model;
    };
  }
}
