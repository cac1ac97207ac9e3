import type { JSX as Solid } from 'solid-js';
import type { AraucariaConnectButton } from '../araucaria-connect-button.ts';
import type { TagAttributes, TagListeners, TagProperties } from './tag-types.ts';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'araucaria-connect-button': Omit<Solid.HTMLAttributes<AraucariaConnectButton>, keyof TagAttributes> &
        TagAttributes &
        TagListeners<'on:'> & { [Name in keyof TagProperties as `prop:${Name}`]?: TagProperties[Name] };
    }
  }
}
