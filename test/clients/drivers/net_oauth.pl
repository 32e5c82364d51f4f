# Perl's Net::OAuth signs, LWP sends: as the documentation of Net::OAuth shows it.
use strict;
use warnings;
use JSON::PP;
use LWP::UserAgent;
use HTTP::Request;
use Net::OAuth;
use Encode qw(encode_utf8 decode_utf8);
use URI::Escape qw(uri_escape_utf8);
$Net::OAuth::PROTOCOL_VERSION = Net::OAuth::PROTOCOL_VERSION_1_0A;

my $orders = decode_json(do { local $/; <STDIN> });
my $agent = LWP::UserAgent->new(timeout => 20, ssl_opts => { SSL_ca_file => $ENV{SSL_CERT_FILE} });
my @results;
my $serial = 0;
for my $order (@$orders) {
    my $form = $order->{form};
    my %extra = map { $_->[0] => $_->[1] } @{ $order->{pairs} };
    my %signed = (%extra, %{ $form || {} });
    my $request = Net::OAuth->request('consumer')->new(
        consumer_key     => $order->{key},
        consumer_secret  => $order->{secret},
        request_url      => $order->{url},
        request_method   => $order->{method},
        signature_method => 'HMAC-SHA1',
        timestamp        => time,
        nonce            => join('', 'perl', $$, time, $serial++),
        extra_params     => \%signed,
    );
    $request->sign;
    my $query = join '&', map { uri_escape_utf8($_) . '=' . uri_escape_utf8($extra{$_}) } sort keys %extra;
    my ($url, @headers, $body);
    if ($order->{mode} eq 'OAuth in the header') {
        $url = $query eq '' ? $order->{url} : "$order->{url}?$query";
        @headers = (Authorization => $request->to_authorization_header('', ', '));
        $body = join '&', map { uri_escape_utf8($_) . '=' . uri_escape_utf8($form->{$_}) } sort keys %$form if $form;
    } elsif ($order->{mode} eq 'OAuth in the body') {
        $url = $order->{url};
        $body = $request->to_post_body;
    } else {
        $url = $request->to_url;
    }
    $body = encode_json($order->{json}) if $order->{json};
    push @headers, 'Content-Type' => $order->{json} ? 'application/json' : 'application/x-www-form-urlencoded'
        if defined $body;
    my $answer = $agent->request(HTTP::Request->new($order->{method}, $url, \@headers, $body // ''));
    push @results, { id => $order->{id}, status => $answer->code + 0, body => decode_utf8($answer->content) };
}
print encode_json(\@results);
