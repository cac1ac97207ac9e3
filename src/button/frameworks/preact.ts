import type { HTMLAttributes } from 'preact';
import type { AraucariaConnectButton } from '../araucaria-connect-button.ts';
import type { TagAttributes, TagListeners } from './tag-types.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'araucaria-connect-button': Omit<HTMLAttributes<AraucariaConnectButton>, keyof TagAttributes> &
        TagAttributes &
        TagListeners<'on'>;
    }
  }
}
