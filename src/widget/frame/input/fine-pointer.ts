/**
 * Whether the user has a mouse or a trackpad. A step then begins in its first field. On a touch screen it begins at its
 * heading: the on-screen keyboard would cover what there is to read.
 */
export const hasFinePointer = (): boolean => matchMedia('(pointer: fine)').matches;
