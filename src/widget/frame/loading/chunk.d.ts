/** The address of a module that is built as a file of its own (see `vite.config.ts`). */
declare module '*?chunk' {
  const url: string;
  export default url;
}
