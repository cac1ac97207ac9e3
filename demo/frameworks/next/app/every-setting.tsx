'use client';

import { AraucariaConnectButton } from 'araucaria-connect/react';
import { useState, useSyncExternalStore } from 'react';
import { fetchToken } from './fetch-token';

const settings = {
  undefined: { institution: undefined, credentials: undefined, fetchToken: undefined },
  null: { institution: null, credentials: null, fetchToken: null },
  given: { institution: 'banco-alerce', credentials: 'omit', fetchToken },
} as const;

/** Hydration is no event. */
const never = () => () => {};

export function EverySetting() {
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [isShown, setShown] = useState(true);
  const [isDisabled, setDisabled] = useState(false);
  const [connectionId, setConnectionId] = useState('');
  const [others, setOthers] = useState<keyof typeof settings>('undefined');
  const [log, setLog] = useState<string[]>([]);
  const write = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <section aria-label="Every setting">
      {isShown && (
        <AraucariaConnectButton
          tokenEndpoint="/api/widget-token"
          widgetSrc="http://127.0.0.1:4400/widget/araucaria-connect.js"
          connectionId={connectionId || undefined}
          disabled={isDisabled}
          {...settings[others]}
          onAraucariaOpen={(event) => write(`open ${event.detail.connectionId}`)}
          onAraucariaEvent={(event) => write(`event ${event.detail.name}`)}
          onAraucariaSuccess={(event) => write(`success ${event.detail.connectionId}`)}
          onAraucariaExit={(event) => write(`exit ${event.detail.error?.code}`)}
        />
      )}
      <fieldset disabled={!isHydrated}>
        <label>
          <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} /> Shown
        </label>
        <label>
          <input type="checkbox" checked={isDisabled} onChange={(event) => setDisabled(event.target.checked)} />{' '}
          Disabled
        </label>
        <label>
          Connection to repair
          <input value={connectionId} onChange={(event) => setConnectionId(event.target.value)} />
        </label>
        <label>
          Other settings
          <select value={others} onChange={(event) => setOthers(event.target.value as keyof typeof settings)}>
            {Object.keys(settings).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </fieldset>
      <ol>
        {log.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
