/** Programs that Apache starts in the place of PHP. Perl is part of every Debian. */

/** A CGI program that hands its environment and input to a FastCGI responder, as php-cgi sees them. */
export const cgiScript = (port: number) => `#!/usr/bin/perl
use strict;
use IO::Socket::INET;
my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => ${port}) or die;
sub record { my ($type, $content) = @_; print $s pack('CCnnCC', 1, $type, 1, length $content, 0, 0), $content; }
sub size { my $n = shift; $n < 128 ? pack('C', $n) : pack('N', $n | 0x80000000) }
record(1, pack('nC6', 1, 0, 0, 0, 0, 0, 0));
record(4, join '', map { size(length $_) . size(length $ENV{$_}) . $_ . $ENV{$_} } keys %ENV);
record(4, '');
binmode STDIN;
while (read STDIN, my $chunk, 30000) { record(5, $chunk) }
record(5, '');
$s->flush;
binmode STDOUT;
while (read($s, my $header, 8) == 8) {
  my (undef, $type, undef, $length, $padding) = unpack 'CCnnC', $header;
  my $content = '';
  read $s, $content, $length if $length;
  read $s, my $rest, $padding if $padding;
  print $content if $type == 6;
}
`;

/** A FastCGI program for mod_fcgid, which passes on what comes to a responder elsewhere. */
export const fcgidScript = (port: number) => `#!/usr/bin/perl
use strict;
use IO::Select;
use IO::Socket::INET;
while (accept(my $client, STDIN)) {
  my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => ${port}) or die;
  my $select = IO::Select->new($client, $s);
  RELAY: while (my @ready = $select->can_read) {
    for my $from (@ready) {
      sysread($from, my $bytes, 65536) or last RELAY;
      syswrite($from == $s ? $client : $s, $bytes);
    }
  }
  close $client;
  close $s;
}
`;
