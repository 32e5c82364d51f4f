-- What wrk asks and how it judges the answers. With the name of a file after `--` it walks through the request targets
-- of that file, one a line, each of them once; without it asks the URL again and again. Ends with one line of JSON.

local walker

function setup(thread)
  assert(walker == nil, 'more than one thread would use every target more than once')
  walker = thread
end

function init(arguments)
  refused = 0
  lastRefusal = 0
  ranOut = false
  local file = arguments[1] and assert(io.open(arguments[1]))
  if file then
    local method = 'GET '
    local rest = wrk.format('GET', ''):sub(#method + 1)
    function request()
      local target = file:read('*l')
      if target then return method .. target .. rest end
      ranOut = true
      wrk.thread:stop()
      return '' -- Nothing is sent: rather no request than a nonce that was there before.
    end
  end
  cpuBefore = os.clock()
end

-- wrk's own count is of statuses above 399 alone: a redirect is no answer either.
function response(status)
  if status ~= 200 then
    refused = refused + 1
    lastRefusal = status
  end
end

function done(summary, latency)
  local errors = summary.errors
  local format = '{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"cpuSeconds":%.3f,"refused":%d,'
    .. '"lastRefusal":%d,"ranOut":%s,"connectErrors":%d,"readErrors":%d,"writeErrors":%d,"timeouts":%d}\n'
  io.write(
    format:format(
      summary.requests,
      summary.duration,
      latency:percentile(50),
      latency:percentile(99),
      os.clock() - walker:get('cpuBefore'),
      walker:get('refused'),
      walker:get('lastRefusal'),
      tostring(walker:get('ranOut')),
      errors.connect,
      errors.read,
      errors.write,
      errors.timeout
    )
  )
end
