'use client'; // Next.js: a server component may import it.

import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import { AraucariaConnectButton as ButtonElement } from '../araucaria-connect-button.ts';
import '../define.ts';
import type { AraucariaConnectButtonEventMap as EventMap } from '../events.ts';
import type { Handlers, TagAttributes, TagListeners, TagProperties } from './tag-types.ts';

/** The props of the component. */
export type AraucariaConnectButtonProps = Omit<React.HTMLAttributes<ButtonElement>, keyof TagProperties> &
  TagProperties &
  Handlers;

const event = <Name extends keyof EventMap>(name: Name): EventName<EventMap[Name]> => name as EventName<EventMap[Name]>;

/**
 * The button as a component. On a page that React has rendered on a server, the bare tag has neither listeners nor properties
 * until its next render; the component has them.
 *
 * @example
 * ```tsx
 * <AraucariaConnectButton tokenEndpoint="/api/widget-token" onAraucariaSuccess={({ detail }) => save(detail.connectionId)} />
 * ```
 */
export const AraucariaConnectButton = createComponent({
  react: React,
  tagName: 'araucaria-connect-button',
  elementClass: ButtonElement,
  displayName: 'AraucariaConnectButton',
  events: {
    onAraucariaOpen: event('araucaria-open'),
    onAraucariaSuccess: event('araucaria-success'),
    onAraucariaEvent: event('araucaria-event'),
    onAraucariaExit: event('araucaria-exit'),
  } satisfies Record<keyof Handlers, EventName>,
  // Its own type takes neither null nor undefined, and has the members that Lit and the browser call.
}) as React.ForwardRefExoticComponent<AraucariaConnectButtonProps & React.RefAttributes<ButtonElement>>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'araucaria-connect-button': React.ClassAttributes<ButtonElement> &
        Omit<React.HTMLAttributes<ButtonElement>, keyof TagAttributes> &
        TagAttributes &
        TagListeners<'on'>;
    }
  }
}
