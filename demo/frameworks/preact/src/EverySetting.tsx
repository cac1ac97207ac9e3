import { useState } from 'preact/hooks';
import { fetchToken } from './fetch-token';

const settings = {
  undefined: { institution: undefined, credentials: undefined, fetchToken: undefined },
  null: { institution: null, credentials: null, fetchToken: null },
  given: { institution: 'banco-alerce', credentials: 'omit', fetchToken },
} as const;

export function EverySetting() {
  const [isShown, setShown] = useState(true);
  const [isDisabled, setDisabled] = useState(false);
  const [connectionId, setConnectionId] = useState('');
  const [others, setOthers] = useState<keyof typeof settings>('undefined');
  const [log, setLog] = useState<string[]>([]);
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
          onaraucaria-open={(event) => write(`open ${event.detail.connectionId}`)}
          onaraucaria-event={(event) => write(`event ${event.detail.name}`)}
          onaraucaria-success={(event) => write(`success ${event.detail.connectionId}`)}
          onaraucaria-exit={(event) => write(`exit ${event.detail.error?.code}`)}
        />
      )}
      <label>
        <input type="checkbox" checked={isShown} onInput={(event) => setShown(event.currentTarget.checked)} /> Shown
      </label>
      <label>
        <input type="checkbox" checked={isDisabled} onInput={(event) => setDisabled(event.currentTarget.checked)} />{' '}
        Disabled
      </label>
      <label>
        Connection to repair
        <input value={connectionId} onInput={(event) => setConnectionId(event.currentTarget.value)} />
      </label>
      <label>
        Other settings
        <select value={others} onInput={(event) => setOthers(event.currentTarget.value as keyof typeof settings)}>
          {Object.keys(settings).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <ol>
        {log.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </section>
  );
}
