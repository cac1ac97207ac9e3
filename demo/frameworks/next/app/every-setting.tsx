'use client';

import 'araucaria-connect';
import { useEffect, useState } from 'react';
import { fetchToken } from './fetch-token';

const settings = {
  undefined: { institution: undefined, credentials: undefined, fetchToken: undefined },
  null: { institution: null, credentials: null, fetchToken: null },
  given: { institution: 'banco-alerce', credentials: 'omit', fetchToken },
} as const;

export function EverySetting() {
  const [isHydrated, setHydrated] = useState(false);
  const [isShown, setShown] = useState(true);
  const [isDisabled, setDisabled] = useState(false);
  const [connectionId, setConnectionId] = useState('');
  const [others, setOthers] = useState<keyof typeof settings>('undefined');
  const [log, setLog] = useState<string[]>([]);
  useEffect(() => setHydrated(true), []);

  const write = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <section aria-label="Every setting">
      {isShown && (
        <araucaria-connect-button
          token-endpoint="/api/widget-token"
          widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
          connection-id={connectionId || undefined}
          disabled={isDisabled}
          {...settings[others]}
          onaraucaria-open={(event: CustomEvent) => write(`open ${event.detail.connectionId}`)}
          onaraucaria-event={(event: CustomEvent) => write(`event ${event.detail.name}`)}
          onaraucaria-success={(event: CustomEvent) => write(`success ${event.detail.connectionId}`)}
          onaraucaria-exit={(event: CustomEvent) => write(`exit ${event.detail.error?.code}`)}
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
