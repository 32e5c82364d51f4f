import { ownerVariables } from './texts.ts';

export const engines = ['github', 'gitlab'] as const;
export type Engine = (typeof engines)[number];

/** Where the engine looks for it, and what runs the suite against the target there. */
export const workflows: Readonly<
  Record<Engine, { readonly file: string; readonly text: string; readonly advice: string }>
> = {
  github: {
    file: '.github/workflows/latchkey.yml',
    advice: `Give the repository the secrets ${ownerVariables.join(' and ')}.`,
    text: `name: Latchkey
on:
  workflow_dispatch:
  schedule:
    - cron: '17 4 * * *'

permissions:
  contents: read

jobs:
  staging:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: { node-version: 24 }
      - run: npm ci
      # What package.json names and nothing else: the name is not taken from a registry.
      - run: npx --no latchkey verify --target staging
        env:
${ownerVariables.map(name => `          ${name}: \${{ secrets.${name} }}`).join('\n')}
      - name: Step summary
        if: always()
        run: cat reports/summary.md >> "$GITHUB_STEP_SUMMARY"
      - name: Reports
        if: always()
        uses: actions/upload-artifact@v5
        with: { name: latchkey, path: reports }
`,
  },
  gitlab: {
    file: 'latchkey.gitlab-ci.yml',
    advice: `Include it in .gitlab-ci.yml (include: latchkey.gitlab-ci.yml), and make ${ownerVariables.join(' and ')} masked and protected variables.`,
    text: `staging:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
  script:
    - npm ci
    # What package.json names and nothing else: the name is not taken from a registry.
    - npx --no latchkey verify --target staging
  artifacts:
    when: always
    paths: [reports]
    reports:
      junit: reports/junit.xml
`,
  },
};
