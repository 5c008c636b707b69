import { adapterContract } from '../../support/adapter-contract.ts';
import { consoleBench } from './bench.ts';

adapterContract('the console', consoleBench);
