import { defineConfig } from '@playwright/test';

export default defineConfig({
  testMatch: '*.test.js',
  reporter: 'list',
  workers: 1,
  expect: { timeout: process.env.CI ? 20_000 : 5_000 },
  use: {
    // The system's Chromium, so that no browser needs to be downloaded; without it Playwright takes its own.
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] },
  },
});
