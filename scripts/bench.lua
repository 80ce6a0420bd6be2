-- What scripts/bench.sh asks for, by wrk: `-- WHAT RECORDS`, one address after the other, from the start again at the end.

local queries = {
  "الطرق القروية", "ماء", "النقل المدرسي", "مستشفى", "الأطر الطبية بالمستشفيات", "دور الصفيح", "الطلبة", "الإنارة العمومية",
  "دعم مربي الماشية بإقليم ميدلت", "الجفاف", "سدود", "الإشهار على شبكات التواصل الاجتماعي", "\"النقل المزدوج\"", "المحاكم الابتدائية",
  "الشباب -المسرح", "الفيضانات وزان", "الضخ بالطاقة الشمسية", "فاس", "أمينة الزرهوني", "التعليم الاولي",
  "routes rurales", "eau", "transport scolaire", "hôpital", "personnel médical", "bidonvilles", "étudiants", "éclairage public",
  "soutien aux éleveurs Midelt", "sécheresse", "barrages", "publicité sur les réseaux sociaux", "\"transport mixte\"",
  "tribunaux de première instance", "jeunes -théâtre", "inondations Ouezzane", "pompage solaire", "Fes", "Amina Zerhouni", "prescolaire",
}

local function escape(text)
  return (text:gsub("[^%w]", function(byte) return string.format("%%%02X", byte:byte()) end))
end

-- The language of a query's page: every other one is asked for in the other language.
local function language(n)
  return n % 2 == 0 and "ar" or "fr"
end

local addresses = {
  pages = function(n, query) return "/" .. language(n) .. "/search?q=" .. escape(query) end,
  api = function(n, query) return "/api/v1/search?lang=" .. language(n) .. "&q=" .. escape(query) end,
  suggestions = function(n, query)
    return "/" .. language(n) .. "/search/suggest?q=" .. escape(query:gsub('"', ""):match("^%S+"))
  end,
}

-- The first days that lists and searches are narrowed to: no two requests ask for the same page.
local function day(n)
  return os.date("!%Y-%m-%d", 1640995200 + (n * 11 % 1399) * 86400)
end

local requests, next_one = {}, 0

function init(args)
  local what = args[1]
  if what == "questions" then
    -- Every other record is of this Chamber, numbered from 1.
    for n = 1, math.floor(tonumber(args[2]) / 2) do
      for _, language in ipairs({ "ar", "fr" }) do
        requests[#requests + 1] = wrk.format("GET", "/" .. language .. "/questions/representatives/11/" .. n)
      end
    end
  elseif what == "lists" then
    -- From another day on, in another Chamber, in another order: no page twice before thousands of others.
    local chambers, orders = { "", "&chamber=representatives", "&chamber=councillors" }, { "deposited", "due", "answered" }
    for n = 0, 3599 do
      local narrowed = chambers[n % 3 + 1] .. "&sort=" .. orders[math.floor(n / 3) % 3 + 1]
      requests[#requests + 1] = wrk.format("GET", "/" .. language(n) .. "/questions?from=" .. day(n) .. narrowed)
    end
  elseif what == "searches" then
    for n = 0, 3599 do
      requests[#requests + 1] = wrk.format("GET", addresses.pages(n + math.floor(n / #queries), queries[n % #queries + 1]) .. "&from=" .. day(n))
    end
  else
    for n, query in ipairs(queries) do
      requests[n] = wrk.format("GET", addresses[what](n, query))
    end
  end
end

function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end
