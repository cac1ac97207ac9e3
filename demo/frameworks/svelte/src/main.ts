import 'araucaria-connect';
import type {} from 'araucaria-connect/svelte';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app')! });
