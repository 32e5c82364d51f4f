/** A plan in the form that an engine of CI reads. Names of targets are letters, digits, `.`, `_` and `-`: nothing is quoted. */
import type { FleetShard } from './plan.ts';

/** The flags that have `latchkey verify` visit the targets of a shard. */
function flagsOf({ targets }: FleetShard): string {
  return targets.map(target => `--target ${target}`).join(' ');
}

/**
 * A line for `$GITHUB_OUTPUT`: the matrix of the job that visits the stores, by `fromJSON`.
 * https://docs.github.com/actions/using-jobs/using-a-matrix-for-your-jobs
 */
export function githubMatrix(shards: readonly FleetShard[]): string {
  const include = shards.map(shard => ({ shard: shard.index, targets: flagsOf(shard) }));
  return `matrix=${JSON.stringify({ include })}\n`;
}

/**
 * A child pipeline: a job for each shard, and one that joins what they leave.
 * https://docs.gitlab.com/ci/pipelines/downstream_pipelines/#dynamic-child-pipelines
 */
export function gitlabPipeline(shards: readonly FleetShard[]): string {
  const jobs = shards.map(
    shard => `shard-${shard.index}:
  extends: .verify
  variables:
    SHARD: "${shard.index}"
    TARGETS: "${flagsOf(shard)}"
`,
  );
  return `stages: [verify, report]

default:
  image: node:24
  before_script: [npm ci]

.verify:
  stage: verify
  script:
    - npx --no latchkey verify $TARGETS --reports "parts/$SHARD"
  retry:
    max: 1
    when: runner_system_failure
  artifacts:
    when: always
    paths: [parts/]
    reports:
      junit: parts/*/junit.xml

${jobs.join('\n')}
report:
  stage: report
  when: always
  script:
    - npx --no latchkey report merge parts --reports report
  artifacts:
    when: always
    expose_as: Stores
    paths: [report/]
`;
}

/**
 * An Indexed Job, whose pods find their part by JOB_COMPLETION_INDEX, and the parts as a ConfigMap.
 * https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/
 */
export function kubernetesManifest(shards: readonly FleetShard[]): string {
  const parts = shards.map(shard => `  shard-${shard.index - 1}: "${flagsOf(shard)}"\n`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: latchkey-plan
data:
${parts.join('')}---
apiVersion: batch/v1
kind: Job
metadata:
  name: latchkey
spec:
  completionMode: Indexed
  completions: ${shards.length}
  parallelism: ${shards.length}
  backoffLimitPerIndex: 1
  maxFailedIndexes: ${shards.length}
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: latchkey
          image: latchkey
          command: [sh, -c]
          args:
            - latchkey verify $(cat "/plan/shard-$JOB_COMPLETION_INDEX") --config /config/latchkey.config.json --reports "/reports/$JOB_COMPLETION_INDEX"
          envFrom:
            - secretRef: { name: latchkey-secrets }
          volumeMounts:
            - { name: plan, mountPath: /plan }
            - { name: config, mountPath: /config }
            - { name: reports, mountPath: /reports }
      volumes:
        - name: plan
          configMap: { name: latchkey-plan }
        - name: config
          configMap: { name: latchkey-config }
        - name: reports
          persistentVolumeClaim: { claimName: latchkey-reports }
`;
}
