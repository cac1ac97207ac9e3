/// <reference types="vite/client" />
import type { Theme } from 'vitepress';
// Without fonts: the system's own are used.
import DefaultTheme from 'vitepress/theme-without-fonts';
import ThemePreview from './ThemePreview.vue';
import './style.css';
import './sequence.css';

/** The default theme in the colors of the button. */
export default {
  extends: DefaultTheme,
  async enhanceApp({ app }) {
    app.component('ThemePreview', ThemePreview);
    // The pages are readable without it.
    if (import.meta.env.SSR) return;
    const { defineDiagnosis } = await import('./diagnosis.ts');
    defineDiagnosis();
  },
} satisfies Theme;
