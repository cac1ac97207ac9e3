export default defineNuxtConfig({
  compatibilityDate: '2026-01-01',
  telemetry: false,
  app: { head: { title: 'Nuxt', htmlAttrs: { lang: 'en' } } },
  css: ['araucaria-connect/undefined.css'],
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'araucaria-connect-button' } },
});
