import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { parseYaml } from '@redocly/openapi-core';
import packageJson from '../../package.json' with { type: 'json' };

type Step = { uses?: string; run?: string; env?: Record<string, string> };
type Job = {
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  strategy?: { matrix: { include: Record<string, unknown>[] } };
  steps: Step[];
};
type Workflow = { permissions?: Record<string, string>; jobs: Record<string, Job> };
type Field = { type: string; id?: string; attributes: { label?: string; options?: string[] } };

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
// The types say what the tests read. A file of another shape makes them fail.
const parse = (file: string): unknown => parseYaml(read(file));

const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map((file) => ({
  file,
  workflow: parse(file) as Workflow,
}));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${basename(file)}: ${name}`, job, workflow })),
);
const actions = globSync('.github/actions/*/action.yml', { cwd: root });
const steps = [
  ...jobs.flatMap(({ job }) => job.steps),
  ...actions.flatMap((file) => (parse(file) as { runs: { steps: Step[] } }).runs.steps),
];
const commands = steps.flatMap(({ run }) => run ?? []);

/** `npm run one && npm run other`: both names. */
const scriptsIn = (command: string): string[] =>
  Array.from(command.matchAll(/npm run ([\w:-]+)/g), ([, name = '']) => name);

describe('the workflows', () => {
  test('CI runs every command of npm test, and no other', () => {
    const { jobs: ci } = parse('.github/workflows/ci.yml') as Workflow;
    const inSteps = ['check', 'test'].flatMap((name) => ci[name]?.steps.flatMap(({ run }) => scriptsIn(run ?? '')));
    const inMatrix = ci['test']?.strategy?.matrix.include.map(({ script }) => script);
    assert.deepEqual([...inSteps, ...(inMatrix ?? [])], scriptsIn(packageJson.scripts.test));
  });

  test('CI runs the apps of all frameworks, of which npm test runs the core', () => {
    const { jobs: ci } = parse('.github/workflows/ci.yml') as Workflow;
    assert.ok(ci['frameworks']?.steps.some(({ run }) => run === 'npm run test:frameworks'));
    assert.equal(packageJson.scripts['test:frameworks:core'], 'APPS=core npm run test:frameworks');
  });

  test('name scripts that exist', () => {
    const names = commands.flatMap(scriptsIn);
    assert.deepEqual(
      names.filter((name) => !Object.hasOwn(packageJson.scripts, name)),
      [],
    );
    const files = commands.flatMap((command) =>
      Array.from(command.matchAll(/(?:^|[\s/])(\.(?:ci|github)\/[\w./-]+)/g), ([, file = '']) => file),
    );
    assert.ok(files.length >= 5, `found ${files.join()}`);
    assert.deepEqual(
      files.filter((file) => !existsSync(join(root, file))),
      [],
    );
  });

  for (const { name, job, workflow } of jobs) {
    test(`${name} has a time limit, and no permission that it does not use`, () => {
      assert.ok(job['timeout-minutes']);
      const permissions = job.permissions ?? workflow.permissions;
      assert.ok(permissions, 'without it, the default of the repository counts');
      assert.ok(Object.keys(permissions).length <= 1, 'one permission a job');
    });
  }

  test('a job that may write runs no code of the repository or of a package', () => {
    for (const { name, job, workflow } of jobs) {
      if (!Object.values(job.permissions ?? workflow.permissions ?? {}).includes('write')) continue;
      for (const { uses = '', run = '' } of job.steps) {
        assert.doesNotMatch(uses, /checkout|^\.\//, name);
        assert.doesNotMatch(run, /npm (ci|install|run|test|pack|exec)|npx|node |bash /, name);
      }
    }
  });

  test('pin each action to a commit, with its version in a comment', () => {
    const files = [...workflows.map(({ file }) => file), ...actions];
    const lines = files.flatMap((file) => read(file).split('\n')).filter((line) => /^\s*(- )?uses:/.test(line));
    assert.ok(lines.length > 8, `found ${lines.length}`);
    for (const line of lines) {
      const local = /uses: \.\/(\S+)$/.exec(line)?.[1];
      if (local) assert.ok(existsSync(join(root, local, 'action.yml')), line);
      else assert.match(line, /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('pin an action to the same commit everywhere', () => {
    const pinned = new Set(steps.flatMap(({ uses }) => (uses?.includes('@') ? uses : [])));
    const names = Array.from(pinned, (uses) => uses.replace(/@.*/, ''));
    assert.deepEqual(names, [...new Set(names)]);
  });

  test('put no expression into a shell command: what others wrote would run there', () => {
    assert.deepEqual(
      commands.filter((command) => command.includes('${{')),
      [],
    );
  });

  test('have no longer shell logic: it is in scripts', () => {
    assert.deepEqual(
      commands.filter((command) => command.trim().split('\n').length > 3),
      [],
    );
  });
});

describe('the updates of dependencies', () => {
  const { updates } = parse('.github/dependabot.yml') as {
    updates: { 'package-ecosystem': string; ignore?: { 'dependency-name': string }[] }[];
  };

  test('cover npm and the actions', () => {
    assert.deepEqual(
      updates.map((update) => update['package-ecosystem']),
      ['npm', 'github-actions'],
    );
  });

  test('leave out packages that the project has', () => {
    const ignored = updates.flatMap(({ ignore = [] }) => ignore.map((entry) => entry['dependency-name']));
    assert.ok(ignored.includes('chromium-floor'));
    const known = { ...packageJson.dependencies, ...packageJson.devDependencies };
    assert.deepEqual(
      ignored.filter((name) => !Object.hasOwn(known, name)),
      [],
    );
  });
});

describe('the issue templates', () => {
  test('ask for what a bug of a page depends on', () => {
    const { body } = parse('.github/ISSUE_TEMPLATE/bug.yml') as { body: Field[] };
    const ids = body.flatMap(({ id }) => id ?? []);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const id of ['version', 'error', 'browser', 'framework', 'policy']) assert.ok(ids.includes(id), id);
  });

  for (const file of ['bug', 'feature']) {
    test(`${file}.yml is a form: a name, a description and labeled fields`, () => {
      const form = parse(`.github/ISSUE_TEMPLATE/${file}.yml`) as {
        name?: string;
        description?: string;
        body: Field[];
      };
      assert.ok(form.name && form.description);
      for (const { type, id, attributes } of form.body) {
        assert.match(type, /^(markdown|textarea|input|dropdown|checkboxes)$/);
        if (type !== 'markdown') assert.ok(id && attributes.label, JSON.stringify(attributes));
        if (type === 'dropdown') assert.ok(attributes.options?.every((option) => typeof option === 'string'));
      }
    });
  }

  test('lead security reports to a private form of this repository', () => {
    const { contact_links: links, blank_issues_enabled: blank } = parse('.github/ISSUE_TEMPLATE/config.yml') as {
      contact_links: { url: string }[];
      blank_issues_enabled: boolean;
    };
    const repository = packageJson.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
    assert.equal(links[0]?.url, `${repository}/security/advisories/new`);
    assert.equal(blank, false);
    for (const file of ['SECURITY.md', '.github/ISSUE_TEMPLATE/bug.yml'])
      assert.ok(read(file).includes(`${repository}/security/advisories/new`), file);
  });
});
