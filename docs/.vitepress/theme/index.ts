/// <reference types="vite/client" />
import { defineAsyncComponent } from 'vue';
import type { Theme } from 'vitepress';
// Without fonts: the system's own are used.
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';
import './sequence.css';

/** The default theme in the colors of the button. What one page alone uses is loaded by that page. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component(
      'Diagnosis',
      defineAsyncComponent(() => import('./Diagnosis.vue')),
    );
    app.component(
      'ThemePreview',
      defineAsyncComponent(() => import('./ThemePreview.vue')),
    );
  },
} satisfies Theme;
