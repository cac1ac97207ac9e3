/// <reference types="vite/client" />
import type { Theme } from 'vitepress';
// Without fonts: the system's own are used.
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';
import './sequence.css';

/** The default theme in the colors of the button. */
export default { extends: DefaultTheme } satisfies Theme;
