-- Opens the script in $SCRIPT with the server, waits for its finding, chooses the action called $ACTION, waits until it is gone.
local patience = 30000
local id = vim.lsp.start_client({
  name = "zerolint",
  cmd = { os.getenv("PYTHON"), "-m", "zerolint", "server" },
  root_dir = vim.fn.fnamemodify(os.getenv("SCRIPT"), ":h"),
})
vim.cmd("edit " .. os.getenv("SCRIPT"))
vim.bo.filetype = "python"
vim.lsp.buf_attach_client(0, id)

local function shown()
  return vim.diagnostic.get(0)
end

local function say(text)
  io.stdout:write(text .. "\n")
end

local function wait(condition, what)
  if not vim.wait(patience, condition, 20) then
    say("no " .. what)
    vim.cmd("cquit")
  end
end

wait(function() return #shown() == 1 end, "diagnostic")
local found = shown()[1]
local marked = vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})
say(string.format("%s on row %d: %s", found.code or found.user_data.lsp.code, found.lnum + 1, marked[1]))

vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.ui.select = function(items, options, choose)
  for number, item in ipairs(items) do
    if vim.startswith(item[2].title, os.getenv("ACTION")) then
      say("chose " .. options.format_item(item))
      choose(item, number)
      return
    end
  end
  say("no action")
  vim.cmd("cquit")
end
vim.lsp.buf.code_action()

wait(function() return #shown() == 0 end, "end of the diagnostic")
for _, row in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  say(row)
end
vim.cmd("qall!")
