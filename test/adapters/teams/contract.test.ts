import { adapterContract } from '../../support/adapter-contract.ts';
import { teamsBench } from './bench.ts';

adapterContract('Teams', teamsBench);
