import 'araucaria-connect';
import type {} from 'araucaria-connect/vue';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
