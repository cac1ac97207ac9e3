import 'araucaria-connect';

export default defineNuxtPlugin(() => {});
