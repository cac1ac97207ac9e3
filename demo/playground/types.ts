/** What a developer chose, as the address of the page has it. An empty text means “not given”. */
export type Choices = {
  /** A key of `pages` in `generator/pages.js`. */
  page: string;
  /** A name of `araucaria-connect init`. */
  server: string;
  /** The language of the backend, where it is a JavaScript one. */
  code: 'js' | 'ts';
  /** Which Araucaria the code talks to. */
  api: 'sandbox' | 'araucaria';
  /** Where a page without a build loads the button from. */
  script: 'cdn' | 'self';
  /** The token endpoint: a path, or a URL of another origin. */
  endpoint: string;
  trustedTypes: boolean;
  lang: '' | 'en' | 'es' | 'pt';
  /** `#rrggbb`. */
  color: string;
  /** A CSS length. */
  radius: string;
  scheme: '' | 'light' | 'dark';
  preload: 'intent' | 'none' | 'visible' | 'eager';
  institution: string;
  connectionId: string;
  name: string;
  required: boolean;
  autosubmit: boolean;
  credentials: 'same-origin' | 'include' | 'omit';
  debug: boolean;
};

/** A file to copy. */
export type CodeFile = { path: string; text: string };

/** What `init` writes for one server, the lines that mount it, and the commands that start it. */
export type Backend = { files: CodeFile[]; mount: string[]; start: string[] };

/** A server of `araucaria-connect init`. `ts` is null for another language. */
export type Server = {
  name: string;
  title: string;
  group: string;
  packages: string[];
  /** Where the variables go; null where that is no file of lines. */
  environmentFile: string | null;
  js: Backend;
  ts: Backend | null;
};

/** What the generator makes code of. The host reads it from the repository's own files when it is asked. */
export type Parts = {
  version: string;
  /** The hashes of the two bundles, for `integrity`. */
  integrity: { button: string; embed: string };
  /** Without a slash at the end. */
  sandboxUrl: string;
  /** Files of `demo/`, by their path in it. */
  sources: Record<string, string>;
  servers: Server[];
};

/** A target of the page code. */
export type PageKind = {
  title: string;
  group: 'Without a build' | 'Framework' | 'Content management system';
  /** The file that tests run, below `demo/`, which the code is made of. */
  source: string;
  /** Where it goes. */
  path: string;
  /** Further files, copied: from below `demo/`, to where. */
  also?: Record<string, string>;
  /** What to import before all else. */
  imports?: string[];
  /** The packages to install. */
  packages?: string[];
  /** Whether the names of attributes are those of properties, as in a component. */
  isCamelCase?: boolean;
  /** How the style sheet is loaded, and its path where it is not beside the file: by default an import. */
  styles?: { path: string; remark: string };
  /** What the framework's own scripts and styles need of a policy. */
  needs?: { script?: string[]; style?: string[] };
  /** What the policy needs of the framework's settings. */
  policyRemark?: string;
  /** The Trusted Types policies beside the element's; null where the framework works under none. */
  trustedTypes: string[] | null;
};

/** All that is to be copied. */
export type Generated = {
  page: CodeFile[];
  backend: Backend | null;
  /** The whole header line. */
  policy: string;
  /** The commands of a terminal. */
  commands: string;
  /** What to mind, for each of these. */
  remarks: { page: string[]; backend: string[]; policy: string[]; commands: string[] };
};
