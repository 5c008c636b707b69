import { adapterContract } from '../../support/adapter-contract.ts';
import { slackBench } from './bench.ts';

adapterContract('Slack over HTTP', (receive) => slackBench(receive));
adapterContract('Slack over Socket Mode', (receive) => slackBench(receive, true));
