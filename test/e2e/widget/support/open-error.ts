/** An expression for the host page: the error that `Araucaria.open` throws for these options, as text. */
export const openError = (options: string): string => `(() => {
  try { Araucaria.open(${options}).close(); return 'nothing'; } catch (error) { return error.name + ': ' + error.message; }
})()`;
