// Every page takes the contract from here, so the setting below is in force before a schema is made.
import './without-eval.ts';

export * from '../../api/contract/index.ts';
