/// <reference types="vite/client" />
// Without fonts: the system's own are used.
export { default } from 'vitepress/theme-without-fonts';
import './style.css';
