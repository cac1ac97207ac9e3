declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'araucaria-connect-button': Record<string, any>;
    }
  }
}
export {};
