/** The generator's own theme, and the pages that do something. */
import type { Theme } from 'vitepress';
import theme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, h } from 'vue';
import './style.css';

/** In a browser alone: the store is not bundled for the rendering of pages. */
const living: Readonly<Record<string, ReturnType<typeof defineAsyncComponent>>> = import.meta.env.SSR
  ? {}
  : {
      explain: defineAsyncComponent(() => import('../../living/ExplainPage.vue')),
      playground: defineAsyncComponent(() => import('../../living/PlaygroundPage.vue')),
    };

export default {
  extends: theme,
  enhanceApp({ app }) {
    app.component('LivingPage', ({ name }: { readonly name: string }) => {
      const page = living[name];
      return page && h(page);
    });
  },
} satisfies Theme;
