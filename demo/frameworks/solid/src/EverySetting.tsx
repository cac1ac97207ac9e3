import { createSignal, For, Show } from 'solid-js';
import { fetchToken } from './fetch-token';

const settings = {
  undefined: { institution: undefined, credentials: undefined, fetchToken: undefined },
  null: { institution: null, credentials: null, fetchToken: null },
  given: { institution: 'banco-alerce', credentials: 'omit', fetchToken },
} as const;

export function EverySetting() {
  const [isShown, setShown] = createSignal(true);
  const [isDisabled, setDisabled] = createSignal(false);
  const [connectionId, setConnectionId] = createSignal('');
  const [others, setOthers] = createSignal<keyof typeof settings>('undefined');
  const [log, setLog] = createSignal<string[]>([]);
  const write = (line: string) => setLog((lines) => [...lines, line]);
  return (
    <section aria-label="Every setting">
      <Show when={isShown()}>
        <araucaria-connect-button
          attr:token-endpoint="/api/widget-token"
          attr:widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
          attr:connection-id={connectionId() || undefined}
          prop:disabled={isDisabled()}
          attr:institution={settings[others()].institution}
          attr:credentials={settings[others()].credentials}
          prop:fetchToken={settings[others()].fetchToken}
          on:araucaria-open={(event) => write(`open ${event.detail.connectionId}`)}
          on:araucaria-event={(event) => write(`event ${event.detail.name}`)}
          on:araucaria-success={(event) => write(`success ${event.detail.connectionId}`)}
          on:araucaria-exit={(event) => write(`exit ${event.detail.error?.code}`)}
        />
      </Show>
      <label>
        <input type="checkbox" checked={isShown()} onChange={(event) => setShown(event.target.checked)} /> Shown
      </label>
      <label>
        <input type="checkbox" checked={isDisabled()} onChange={(event) => setDisabled(event.target.checked)} />{' '}
        Disabled
      </label>
      <label>
        Connection to repair
        <input value={connectionId()} onInput={(event) => setConnectionId(event.target.value)} />
      </label>
      <label>
        Other settings
        <select value={others()} onChange={(event) => setOthers(event.target.value as keyof typeof settings)}>
          <For each={Object.keys(settings)}>{(name) => <option>{name}</option>}</For>
        </select>
      </label>
      <ol>
        <For each={log()}>{(line) => <li>{line}</li>}</For>
      </ol>
    </section>
  );
}
