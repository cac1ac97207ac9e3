/** The URL of a module that is built as a separate file (see `vite.config.ts`). */
declare module '*?chunk' {
  const url: string;
  export default url;
}
