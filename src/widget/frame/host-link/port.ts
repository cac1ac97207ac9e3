import * as v from 'valibot';
import { idPattern, maxTokenLength } from '../../../shared/limits.ts';
import {
  protocolVersion,
  type FrameMessage,
  type HostMessage,
  type InitMessage,
  type ReadyMessage,
} from '../../../shared/port-protocol.ts';
import { parse, strictObject } from '../api/parse.ts';

const initMessage = strictObject({
  araucaria: v.literal('init'),
  version: v.literal(protocolVersion),
}) satisfies v.GenericSchema<unknown, InitMessage>;

const hostMessage = v.variant('type', [
  strictObject({ type: v.literal('color-scheme'), colorScheme: v.picklist(['light', 'dark']) }),
  strictObject({
    type: v.literal('open'),
    locale: v.string(),
    institution: v.nullable(v.pipe(v.string(), v.regex(idPattern))),
    newConnection: v.boolean(),
    theme: strictObject({ accent: v.string(), radius: v.string() }),
    renewable: v.boolean(),
  }),
  strictObject({
    type: v.literal('token'),
    token: v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxTokenLength)),
    connectionId: v.pipe(v.string(), v.regex(idPattern)),
  }),
  strictObject({ type: v.literal('token-failed') }),
  strictObject({ type: v.literal('keyboard-taken') }),
  strictObject({ type: v.literal('leave') }),
]) satisfies v.GenericSchema<unknown, HostMessage>;

/** The frame's end of the port. `hostOrigin`: the origin of the page that sent the port. */
export type HostPort = {
  hostOrigin: string;
  send(message: FrameMessage): void;
  /** Starts delivery. Messages that don't match the protocol are dropped. */
  listen(receive: (message: HostMessage) => void): void;
};

/** Sends `ready` to the parent window, and resolves with the port of its first valid `init` message. */
export function acceptPort(parent: Window): Promise<HostPort> {
  return new Promise((resolve) => {
    const accept = ({ source, data, ports, origin }: MessageEvent): void => {
      const [port, another] = ports;
      if (source !== parent || !port || another || !parse(initMessage, data)) return;
      window.removeEventListener('message', accept);
      resolve(hostPort(port, origin));
    };
    window.addEventListener('message', accept);
    const ready: ReadyMessage = { araucaria: 'ready', version: protocolVersion };
    // To any origin: the page's origin is not known yet, and the message holds no secret.
    parent.postMessage(ready, '*');
  });
}

function hostPort(port: MessagePort, hostOrigin: string): HostPort {
  return {
    hostOrigin,
    send: (message) => port.postMessage(message),
    listen: (receive) => {
      port.addEventListener('message', (event) => {
        const message = parse(hostMessage, event.data);
        if (message) receive(message);
      });
      port.start();
    },
  };
}
