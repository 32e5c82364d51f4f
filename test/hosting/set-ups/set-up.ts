/** What a row of the table of set-ups is made of. The rows are data; how they are run is one test for all. */
import type { Running } from '../../real-servers/running.ts';
import type {
  ApacheOptions,
  CaddyOptions,
  LighttpdOptions,
  NginxOptions,
  Server,
  SquidOptions,
} from '../../real-servers/servers.ts';

type Filling = readonly [placeholder: string, value: string];

/** Which of the printed fixes is put in, and the place that its words mean. */
export interface Cure {
  readonly server: string;
  /** A piece of the doctor's lines that picks one of its fixes. */
  readonly picks: string;
  /** The marked place in the configuration; none where the wrong line is replaced. */
  readonly at?: string;
  /** The wrong words stand in a line with others. */
  readonly isPart?: boolean;
  /** What the reader has to fill in: `000000` with the id of a rule. */
  readonly filled?: Filling | ((port: number) => Filling);
}

/** Starts servers with the simulated store in the place of PHP-FPM; they end with the row. */
export interface Starters {
  /** The port of the FastCGI responder. */
  readonly fastcgi: number;
  apache(options?: Partial<ApacheOptions>): Promise<Running>;
  nginx(options?: Partial<NginxOptions>): Promise<Running>;
  lighttpd(options: LighttpdOptions & { readonly isPlain?: boolean }): Promise<Running>;
  caddy(options: CaddyOptions): Promise<Running>;
  haproxy(options: {
    readonly backend: number;
    readonly global?: string;
    readonly frontend?: string;
    readonly bind?: string;
  }): Promise<Running>;
  varnish(options: {
    readonly backend: number;
    readonly recv?: string;
    readonly vcl?: string;
  }): Promise<Running>;
  squid(options: SquidOptions): Promise<Running>;
  /** The port of a web server with plain HTTP that believes X-Forwarded-Proto; with more lines for its PHP. */
  behind(php?: string): Promise<number>;
  /** A port that nobody listens at. */
  nobody(): Promise<number>;
}

export interface SetUp {
  readonly name: string;
  /** The finding that has to come first; `healthy` where nothing is above information. Written before it was run. */
  readonly expected: string;
  /** Others that are right as well, behind the first. */
  readonly also?: readonly string[];
  /** What the doctor prints for these findings heals it, and nothing else is done. */
  readonly cures?: Readonly<Record<string, Cure | readonly Cure[]>>;
  /** The scheme of the URL that is asked; https when left out. */
  readonly scheme?: 'http' | 'https';
  /** An authority that the client trusts, beside that of the servers. */
  readonly ca?: string;
  /** No key is given. */
  readonly isWithoutKey?: boolean;
  /** Starts it; where another server than the one asked is to be mended, it is `mended`. */
  start(servers: Starters): Promise<Running & { readonly mended?: Server }>;
}
