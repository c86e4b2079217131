import { slackTimes } from './bench/slack.ts';
console.log(JSON.stringify(await slackTimes('/tmp/slackbench', ['--cpu-prof','--cpu-prof-dir=/tmp/prof','--disable-warning=ExperimentalWarning','--max-semi-space-size=1'])));
